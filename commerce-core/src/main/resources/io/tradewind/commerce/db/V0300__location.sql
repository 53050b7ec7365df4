create table if not exists ${p}location (
  store_id integer not null,
  code varchar(20) not null,
  sells boolean not null,
  constraint ${p}pk_location primary key (store_id, code)
);
