create table if not exists ${p}tracking_event (
  store_id integer not null,
  account varchar(60) not null,
  tracking_number varchar(200) not null,
  event_id varchar(200) not null,
  parcel_id uuid not null,
  status varchar(24) not null,
  reason varchar(24) not null,
  place varchar(200) not null,
  note varchar(400) not null,
  occurred_at timestamp(6) with time zone not null,
  received_at timestamp(6) with time zone not null,
  constraint ${p}pk_tracking_event primary key (store_id, account, tracking_number, event_id),
  constraint ${p}fk_tracking_event_parcel foreign key (store_id, parcel_id) references ${p}parcel (store_id, id)
);
create index if not exists ${p}ix_tracking_event_parcel on ${p}tracking_event (store_id, parcel_id, occurred_at);
