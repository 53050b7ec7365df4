create table if not exists ${p}refund (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  state varchar(12) not null,
  version integer not null,
  amount bigint not null,
  currency varchar(3) not null,
  reason varchar(500) not null,
  cause varchar(100) not null,
  proposed_by varchar(80) not null,
  approved_by varchar(80) not null,
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  constraint ${p}pk_refund primary key (store_id, id),
  constraint ${p}uq_refund_cause unique (store_id, cause)
);

create index if not exists ${p}ix_refund_order on ${p}refund (store_id, order_id);
