create table if not exists ${p}code_use (
  store_id integer not null,
  id uuid not null,
  code varchar(40) not null,
  checkout_id uuid not null,
  customer_key varchar(80) not null,
  slot integer,
  amount bigint not null,
  state varchar(12) not null,
  active_key uuid,
  version integer not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_code_use primary key (store_id, id),
  constraint ${p}uq_code_use_checkout unique (store_id, code, active_key),
  constraint ${p}uq_code_use_slot unique (store_id, code, customer_key, slot)
);

create index if not exists ${p}ix_code_use_checkout on ${p}code_use (store_id, checkout_id);
