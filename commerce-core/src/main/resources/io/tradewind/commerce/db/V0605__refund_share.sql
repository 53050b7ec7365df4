create table if not exists ${p}refund_share (
  store_id integer not null,
  id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  line_id uuid,
  kind varchar(12) not null,
  state varchar(12) not null,
  amount bigint not null,
  constraint ${p}pk_refund_share primary key (store_id, id)
);

create index if not exists ${p}ix_refund_share_order on ${p}refund_share (store_id, order_id);
create index if not exists ${p}ix_refund_share_refund on ${p}refund_share (store_id, refund_id);
