create table if not exists ${p}fulfillment_order (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  version integer not null,
  state varchar(12) not null,
  location varchar(40) not null,
  ships_on timestamp(6) with time zone,
  due_at timestamp(6) with time zone not null,
  express boolean not null,
  stop_asked boolean not null,
  stop_reason varchar(400) default '' not null,
  packer varchar(80),
  lease_until timestamp(6) with time zone,
  look_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_fulfillment_order primary key (store_id, id),
  constraint ${p}fk_fulfillment_order_order foreign key (store_id, order_id) references ${p}orders (store_id, id)
);
create index if not exists ${p}ix_fulfillment_order_order on ${p}fulfillment_order (store_id, order_id);
create index if not exists ${p}ix_fulfillment_order_queue on ${p}fulfillment_order (store_id, state, due_at, id);
create index if not exists ${p}ix_fulfillment_order_look on ${p}fulfillment_order (store_id, look_at);
create index if not exists ${p}ix_fulfillment_order_lease on ${p}fulfillment_order (store_id, lease_until);
