create table if not exists ${p}checkout (
  store_id integer not null,
  id uuid not null,
  cart_id uuid not null,
  active_key uuid,
  request_key varchar(64),
  request_hash varchar(64),
  state varchar(12) not null,
  version integer not null,
  owner_key varchar(80) not null,
  email varchar(254) not null,
  address varchar(4000),
  option_id varchar(200),
  account varchar(60),
  instrument varchar(400),
  snapshot varchar(1000000),
  quote_hash varchar(64),
  amount bigint,
  order_number varchar(40),
  operation_id uuid,
  refusal varchar(1000),
  created_at timestamp(6) with time zone not null,
  touched_at timestamp(6) with time zone not null,
  constraint ${p}pk_checkout primary key (store_id, id),
  constraint ${p}uq_checkout_active unique (store_id, active_key),
  constraint ${p}uq_checkout_request unique (store_id, request_key)
);
create index if not exists ${p}ix_checkout_idle on ${p}checkout (state, touched_at);
create index if not exists ${p}ix_checkout_cart on ${p}checkout (store_id, cart_id, created_at);
