create table if not exists ${p}product_picture (
  store_id integer not null,
  product_id uuid not null,
  place integer not null,
  source varchar(1000) not null,
  alt varchar(500) not null,
  constraint ${p}pk_product_picture primary key (store_id, product_id, place),
  constraint ${p}fk_picture_product foreign key (store_id, product_id) references ${p}product (store_id, id)
);
