create table if not exists ${p}credit_note (
  store_id integer not null,
  order_id uuid not null,
  n integer not null,
  amount bigint not null,
  lines varchar(60000) not null,
  tax_lines varchar(4000) not null,
  issued_at timestamp(6) with time zone not null,
  constraint ${p}pk_credit_note primary key (store_id, order_id, n),
  constraint ${p}fk_credit_note_order foreign key (store_id, order_id) references ${p}orders (store_id, id),
  constraint ${p}ck_credit_note_amount check (n > 0 and amount > 0)
);
