-- Whether what should be live should hold its events back (EV-40), and who wants that.
ALTER TABLE live_template
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN paused_by text,
  ADD CHECK ((paused_at IS NULL) = (paused_by IS NULL));

-- What the instance said of it.
ALTER TABLE instance_template ADD COLUMN paused boolean NOT NULL DEFAULT false;
