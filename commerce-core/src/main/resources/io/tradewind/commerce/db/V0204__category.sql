create table if not exists ${p}category (
  store_id integer not null,
  id uuid not null,
  slug varchar(120) not null,
  name varchar(120) not null,
  parent_id uuid,
  place integer not null,
  constraint ${p}pk_category primary key (store_id, id),
  constraint ${p}uq_category_slug unique (store_id, slug),
  constraint ${p}fk_category_parent foreign key (store_id, parent_id) references ${p}category (store_id, id)
);
