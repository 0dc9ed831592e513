-- What a message has beside its plain content: see Publication.Content, whose parts these are.
ALTER TABLE template
  ADD COLUMN preheader   text,
  ADD COLUMN mjml        text,
  ADD COLUMN brand       text,
  ADD COLUMN language    text,
  ADD COLUMN headers     jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(headers) = 'array'),
  ADD COLUMN variants    jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(variants) = 'array'),
  ADD COLUMN attachments jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(attachments) = 'array');
