alter table ${p}checkout add column if not exists open_since timestamp(6) with time zone;
update ${p}checkout set open_since = created_at where state in ('OPEN', 'PAYING');
create index if not exists ${p}ix_checkout_open on ${p}checkout (open_since);
drop index if exists ${p}ix_checkout_idle;
