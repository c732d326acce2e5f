/** Erases what is due in bites: what one of them erased stays erased, whatever becomes of the next. */
import type { Sql } from 'postgres';

/** Goes on until nothing is left. False: it was told to leave before that. */
export async function eraseDue(sql: Sql, signal?: AbortSignal): Promise<boolean> {
	while (!signal?.aborted) {
		const [bite] = await sql<{ more: boolean }[]>`
			select (booking.erase_due() ->> 'more')::bool as more`;
		if (!bite!.more) return true;
	}
	return false;
}
