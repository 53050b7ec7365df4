create table if not exists ${p}return_line (
  store_id integer not null,
  id uuid not null,
  return_id uuid not null,
  line_id uuid not null,
  sku varchar(40) not null,
  quantity integer not null,
  reason varchar(20) not null,
  note varchar(1000) not null,
  received integer not null,
  surplus integer not null,
  accepted integer not null,
  restocked integer not null,
  scrapped integer not null,
  missing integer not null,
  refunded bigint not null,
  constraint ${p}pk_return_line primary key (store_id, id),
  constraint ${p}uq_return_line unique (store_id, return_id, line_id),
  constraint ${p}fk_return_line_return foreign key (store_id, return_id) references ${p}return_request (store_id, id),
  constraint ${p}ck_return_line check (
    quantity > 0 and received >= 0 and received <= quantity and surplus >= 0 and accepted >= 0
    and accepted <= received and restocked >= 0 and scrapped >= 0 and restocked <= accepted
    and restocked + scrapped <= received and missing >= 0 and received + missing <= quantity)
);
create index if not exists ${p}ix_return_line_line on ${p}return_line (store_id, line_id);
