create table if not exists ${p}order_note (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  text varchar(400) not null,
  written_by varchar(80) not null,
  written_at timestamp(6) with time zone not null,
  constraint ${p}pk_order_note primary key (store_id, id),
  constraint ${p}fk_order_note_order foreign key (store_id, order_id) references ${p}orders (store_id, id)
);

create index if not exists ${p}ix_order_note_order on ${p}order_note (store_id, order_id, id);
