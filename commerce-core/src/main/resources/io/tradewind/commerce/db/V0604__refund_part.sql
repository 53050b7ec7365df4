create table if not exists ${p}refund_part (
  store_id integer not null,
  id uuid not null,
  refund_id uuid not null,
  payment_id uuid not null,
  operation_id uuid,
  state varchar(12) not null,
  amount bigint not null,
  constraint ${p}pk_refund_part primary key (store_id, id)
);

create index if not exists ${p}ix_refund_part_refund on ${p}refund_part (store_id, refund_id);
create index if not exists ${p}ix_refund_part_payment on ${p}refund_part (store_id, payment_id);
create index if not exists ${p}ix_refund_part_operation on ${p}refund_part (store_id, operation_id);
