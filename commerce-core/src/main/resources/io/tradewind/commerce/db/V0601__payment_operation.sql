create table if not exists ${p}payment_operation (
  store_id integer not null,
  id uuid not null,
  payment_id uuid not null,
  checkout_id uuid not null,
  account varchar(60) not null,
  kind varchar(12) not null,
  state varchar(16) not null,
  version integer not null,
  active_key varchar(80),
  amount bigint not null,
  currency varchar(3) not null,
  received bigint default 0 not null,
  set_aside bigint default 0 not null,
  cause varchar(80) not null,
  request varchar(100000) not null,
  provider_ref varchar(255),
  action varchar(20000) not null,
  action_expires_at timestamp(6) with time zone,
  code varchar(40) not null,
  retry varchar(30) not null,
  note varchar(500) not null,
  lease_until timestamp(6) with time zone,
  due_at timestamp(6) with time zone,
  asks integer default 0 not null,
  asked_at timestamp(6) with time zone,
  sends integer default 0 not null,
  sent_at timestamp(6) with time zone,
  unknown_since timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_payment_operation primary key (store_id, id),
  constraint ${p}uq_payment_operation_active unique (store_id, active_key)
);

create index if not exists ${p}ix_payment_operation_payment on ${p}payment_operation (store_id, payment_id);
create index if not exists ${p}ix_payment_operation_checkout on ${p}payment_operation (store_id, checkout_id);
create index if not exists ${p}ix_payment_operation_due on ${p}payment_operation (due_at);
create index if not exists ${p}ix_payment_operation_id on ${p}payment_operation (id);
create index if not exists ${p}ix_payment_operation_ref on ${p}payment_operation (account, provider_ref);
