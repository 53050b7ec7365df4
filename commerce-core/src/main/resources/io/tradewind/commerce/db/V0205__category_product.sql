create table if not exists ${p}category_product (
  store_id integer not null,
  category_id uuid not null,
  product_id uuid not null,
  constraint ${p}pk_category_product primary key (store_id, category_id, product_id),
  constraint ${p}fk_member_category foreign key (store_id, category_id) references ${p}category (store_id, id),
  constraint ${p}fk_member_product foreign key (store_id, product_id) references ${p}product (store_id, id)
);
create index if not exists ${p}ix_category_product on ${p}category_product (store_id, product_id);
