create table if not exists ${p}parcel_line (
  store_id integer not null,
  parcel_id uuid not null,
  line_id uuid not null,
  direction varchar(8) not null,
  quantity integer not null,
  handed_over boolean not null,
  delivered boolean not null,
  constraint ${p}pk_parcel_line primary key (store_id, parcel_id, line_id),
  constraint ${p}fk_parcel_line_parcel foreign key (store_id, parcel_id) references ${p}parcel (store_id, id),
  constraint ${p}ck_parcel_line check (quantity > 0 and (handed_over or not delivered))
);
create index if not exists ${p}ix_parcel_line_line on ${p}parcel_line (store_id, line_id);
