/** Removes from Storage the sealed parts that no tip names any more: SQL knows which, but cannot remove bytes. */
import type { Sql } from 'postgres';

/** Where Storage answers, and the key with full access to it. */
export type StorageAccess = { api: string; secretKey: string };

const bucket = 'sealed';

/** Asks SQL what to remove and tells it what is gone; whatever fails is asked for again next time. */
export async function removeLeftovers(sql: Sql, { api, secretKey }: StorageAccess): Promise<void> {
	const [row] = await sql<{ paths: string[] }[]>`select tips.forget_parts() as paths`;
	const { paths } = row!;
	if (paths.length === 0) return;
	const response = await fetch(`${api}/storage/v1/object/${bucket}`, {
		method: 'DELETE',
		headers: {
			apikey: secretKey,
			authorization: `Bearer ${secretKey}`,
			'content-type': 'application/json'
		},
		body: JSON.stringify({ prefixes: paths })
	});
	await response.body?.cancel();
	if (response.ok) await sql`select tips.parts_gone(${paths})`;
}
