alter table ${p}delivery_quote add column if not exists starts_on timestamp(6) with time zone;
