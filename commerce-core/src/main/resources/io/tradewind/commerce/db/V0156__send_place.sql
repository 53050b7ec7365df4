alter table ${p}send_taken add column if not exists verification_id uuid;
alter table ${p}send_taken add column if not exists place integer;
alter table ${p}send_taken drop column if exists succeeded;
create unique index if not exists ${p}uq_send_taken_place on ${p}send_taken (store_id, limit_key, place);
