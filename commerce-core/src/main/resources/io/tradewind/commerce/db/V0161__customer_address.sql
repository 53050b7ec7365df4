create table if not exists ${p}customer_address (
  store_id integer not null,
  id uuid not null,
  customer_id uuid not null,
  preferred boolean not null,
  recipient varchar(200) not null,
  street_lines varchar(1100) not null,
  city varchar(200) not null,
  region varchar(200) not null,
  postcode varchar(200) not null,
  country varchar(2) not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_customer_address primary key (store_id, id)
);
create index if not exists ${p}ix_customer_address_of on ${p}customer_address (store_id, customer_id, created_at);
