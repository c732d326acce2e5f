/** What the database's driver breaks of by itself when its line is lost. Whoever waited is told by its pool; this comes to nobody. */

/** It stumbles in the middle of a write. */
const stumbled = /^TypeError: .*\n.*node_modules\/postgres\/src\/connection\.js/;
/** On each new line it asks for the types of arrays, and catches nothing of what comes of it. */
const ownQuestion =
	/^\s*select b\.oid, b\.typarray\s+from pg_catalog\.pg_type a\s+left join pg_catalog\.pg_type b on b\.oid = a\.typelem/;

/** Also for an error that came from another process, as an object of its fields. */
export function isDriversOwn(error: unknown): boolean {
	const { stack, query } = (error ?? {}) as { stack?: string; query?: string };
	return stumbled.test(stack ?? '') || ownQuestion.test(query ?? '');
}
