create sequence if not exists order_mail_seq increment by 50;

create table if not exists order_mail (
  id          bigint primary key,
  external_id varchar(255) not null,
  email       varchar(320) not null,
  ctx         jsonb        not null,
  status      varchar(16)  not null,
  attempts    integer      not null,
  created_at  timestamptz  not null,
  sent_at     timestamptz
);

create index if not exists order_mail_status on order_mail (status, id);
