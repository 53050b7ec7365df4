alter table ${p}verification add column if not exists open_since timestamp(6) with time zone;
update ${p}verification set open_since = created_at where state in ('SENDING', 'SENT', 'UNSENT');
create index if not exists ${p}ix_verification_open on ${p}verification (open_since);
drop index if exists ${p}ix_verification_due;
