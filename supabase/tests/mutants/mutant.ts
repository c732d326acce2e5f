/** One thing that holds somebody back, taken away. */
import type { Sql, TransactionSql } from 'postgres';
import type { Manner } from '../rows/breaking.ts';

export type Mutant = {
	kind: string;
	/** Unique among all. */
	name: string;
	/** Statements of a superuser that make it. */
	make: string;
	/** What it touches: for whoever picks what to ask. */
	table?: string;
	broken?: { manner: Manner; constraint: string };
	/** The function that is changed, by schema and name. */
	run?: string;
	/** What it refuses with: who expects that can see it. */
	says?: string[];
};

/** Schemas that are ours. */
export const rooms = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'extensions', 'auth', 'storage', 'realtime', 'supabase_migrations')`;
export type Asked = Sql | TransactionSql;
