create table if not exists ${p}parcel (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  fulfillment_id uuid,
  return_id uuid,
  n integer not null,
  direction varchar(8) not null,
  version integer not null,
  state varchar(24) not null,
  grams integer not null,
  length_mm integer not null,
  width_mm integer not null,
  height_mm integer not null,
  contents_value bigint not null,
  account varchar(60) not null,
  service varchar(200) not null,
  quote_ref varchar(255) not null,
  operation_id uuid,
  sends integer not null,
  asks integer not null,
  due_at timestamp(6) with time zone,
  provider_ref varchar(255) not null,
  tracking_number varchar(200) not null,
  cost bigint,
  cost_currency varchar(3),
  label_sha varchar(64) not null,
  void_asked boolean not null,
  note varchar(500) not null,
  delayed boolean not null,
  on_hold boolean not null,
  poll_at timestamp(6) with time zone,
  handed_over_at timestamp(6) with time zone,
  delivered_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_parcel primary key (store_id, id),
  constraint ${p}fk_parcel_order foreign key (store_id, order_id) references ${p}orders (store_id, id),
  constraint ${p}ck_parcel_grams check (grams > 0)
);
create index if not exists ${p}ix_parcel_order on ${p}parcel (store_id, order_id, n);
create index if not exists ${p}ix_parcel_number on ${p}parcel (account, tracking_number);
create index if not exists ${p}ix_parcel_state on ${p}parcel (store_id, state, id);
create index if not exists ${p}ix_parcel_due on ${p}parcel (store_id, due_at);
create index if not exists ${p}ix_parcel_poll on ${p}parcel (store_id, poll_at);
