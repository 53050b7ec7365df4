create table if not exists ${p}influencer (
  store_id integer not null,
  handle varchar(60) not null,
  name varchar(120) not null,
  commission numeric(9, 4) not null,
  customer_id varchar(200),
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_influencer primary key (store_id, handle)
);
