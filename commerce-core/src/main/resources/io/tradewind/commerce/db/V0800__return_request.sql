create table if not exists ${p}return_request (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  version integer not null,
  state varchar(12) not null,
  origin varchar(12) not null,
  owner_key varchar(80) not null,
  asked_by varchar(80) not null,
  note varchar(1000) not null,
  answer varchar(400) not null,
  parcel_id uuid,
  preview bigint not null,
  refunded bigint not null,
  refunded_delivery bigint not null,
  refund_id uuid,
  problem varchar(400) not null,
  expires_at timestamp(6) with time zone,
  look_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_return_request primary key (store_id, id),
  constraint ${p}fk_return_request_order foreign key (store_id, order_id) references ${p}orders (store_id, id)
);
create index if not exists ${p}ix_return_request_order on ${p}return_request (store_id, order_id);
create index if not exists ${p}ix_return_request_board on ${p}return_request (store_id, state, created_at, id);
create index if not exists ${p}ix_return_request_expires on ${p}return_request (store_id, expires_at);
create index if not exists ${p}ix_return_request_look on ${p}return_request (store_id, look_at);
