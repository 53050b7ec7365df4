create table if not exists ${p}fulfillment_line (
  store_id integer not null,
  fulfillment_id uuid not null,
  line_id uuid not null,
  quantity integer not null,
  scanned integer not null,
  constraint ${p}pk_fulfillment_line primary key (store_id, fulfillment_id, line_id),
  constraint ${p}fk_fulfillment_line_work foreign key (store_id, fulfillment_id)
    references ${p}fulfillment_order (store_id, id),
  constraint ${p}ck_fulfillment_line check (quantity > 0 and scanned >= 0 and scanned <= quantity)
);
