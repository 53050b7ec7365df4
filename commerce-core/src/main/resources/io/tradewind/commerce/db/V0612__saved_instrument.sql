create table if not exists ${p}saved_instrument (
  store_id integer not null,
  id uuid not null,
  owner_key varchar(80) not null,
  account varchar(60) not null,
  provider_ref varchar(255) not null,
  label varchar(200) not null,
  usable_until varchar(7),
  payment_id uuid not null,
  state varchar(8) not null,
  saved_at timestamp(6) with time zone not null,
  removed_at timestamp(6) with time zone,
  next_at timestamp(6) with time zone,
  constraint ${p}pk_saved_instrument primary key (store_id, id),
  constraint ${p}uq_saved_instrument_ref unique (store_id, account, provider_ref)
);

create index if not exists ${p}ix_saved_instrument_owner on ${p}saved_instrument (store_id, owner_key);
create index if not exists ${p}ix_saved_instrument_next on ${p}saved_instrument (next_at);
