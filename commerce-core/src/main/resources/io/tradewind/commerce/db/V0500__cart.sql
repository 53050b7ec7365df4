create table if not exists ${p}cart (
  store_id integer not null,
  id uuid not null,
  owner_key varchar(80) not null,
  state varchar(12) not null,
  version integer not null,
  code varchar(100),
  marks varchar(1000) not null,
  merged_into uuid,
  opened_at timestamp(6) with time zone not null,
  touched_at timestamp(6) with time zone not null,
  constraint ${p}pk_cart primary key (store_id, id),
  constraint ${p}ck_cart_merged check ((state = 'MERGED') = (merged_into is not null))
);
create index if not exists ${p}ix_cart_owner on ${p}cart (store_id, owner_key, state, touched_at);
create index if not exists ${p}ix_cart_idle on ${p}cart (state, touched_at);
