create table if not exists ${p}product_facet (
  store_id integer not null,
  product_id uuid not null,
  name varchar(60) not null,
  choice varchar(100) not null,
  place integer not null,
  constraint ${p}pk_product_facet primary key (store_id, product_id, name, choice),
  constraint ${p}fk_facet_product foreign key (store_id, product_id) references ${p}product (store_id, id)
);
create index if not exists ${p}ix_product_facet on ${p}product_facet (store_id, name, choice, product_id);
insert into ${p}product_facet (store_id, product_id, name, choice, place)
select v.store_id, v.product_id, p.option1, v.option1, min(v.place)
from ${p}variant v
join ${p}product p on p.store_id = v.store_id and p.id = v.product_id
where v.active = true and p.deleted_at is null and p.option1 <> ''
group by v.store_id, v.product_id, p.option1, v.option1;
insert into ${p}product_facet (store_id, product_id, name, choice, place)
select v.store_id, v.product_id, p.option2, v.option2, min(v.place)
from ${p}variant v
join ${p}product p on p.store_id = v.store_id and p.id = v.product_id
where v.active = true and p.deleted_at is null and p.option2 <> ''
group by v.store_id, v.product_id, p.option2, v.option2;
insert into ${p}product_facet (store_id, product_id, name, choice, place)
select v.store_id, v.product_id, p.option3, v.option3, min(v.place)
from ${p}variant v
join ${p}product p on p.store_id = v.store_id and p.id = v.product_id
where v.active = true and p.deleted_at is null and p.option3 <> ''
group by v.store_id, v.product_id, p.option3, v.option3;
