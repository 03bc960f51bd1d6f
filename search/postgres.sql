create schema if not exists tremplin_search;
create table if not exists tremplin_search.state (
    one boolean primary key default true check (one),
    generation text not null
);
create table if not exists tremplin_search.segment (
    id bigint generated always as identity primary key,
    part text not null,
    columns bytea not null,
    gone int[] not null default '{}',
    live boolean not null default true
);
create table if not exists tremplin_search.word (
    segment bigint not null references tremplin_search.segment on delete cascade,
    number int not null,
    title tsvector not null,
    body tsvector not null,
    words tsvector not null,
    primary key (segment, number)
);
create index if not exists word_title on tremplin_search.word using gin (title);
create index if not exists word_body on tremplin_search.word using gin (body);
create index if not exists word_words on tremplin_search.word using gin (words);
