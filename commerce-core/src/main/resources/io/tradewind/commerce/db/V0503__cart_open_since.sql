alter table ${p}cart add column if not exists open_since timestamp(6) with time zone;
update ${p}cart set open_since = opened_at where state = 'ACTIVE';
create index if not exists ${p}ix_cart_open on ${p}cart (open_since);
create index if not exists ${p}ix_cart_of on ${p}cart (store_id, owner_key);
drop index if exists ${p}ix_cart_idle;
drop index if exists ${p}ix_cart_owner;
