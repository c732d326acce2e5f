/** What an operator is told who names a unit that there is not. */
import { Stop } from '../supabase/local/stop.ts';

export function unknownUnit(code: string, known: readonly { code: string }[]): Stop {
	const codes = known.map((unit) => unit.code).join(', ');
	return new Stop(
		`There is no unit ${code}. ${codes ? `There are: ${codes}.` : 'There is none yet.'} npm run unit makes one.`
	);
}
