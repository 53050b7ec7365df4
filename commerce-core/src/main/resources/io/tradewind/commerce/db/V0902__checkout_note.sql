alter table ${p}checkout add column if not exists courier_note varchar(200);
