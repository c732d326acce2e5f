/**
 * What an operator types for one visit while a caller speaks: presses counted by a scripted operator at the keyboard of the
 * built officers' page, and the time that typing takes by the keystroke-level model (bench/desk.ts).
 */
import { bookAsHeard, Typist } from '../tests/journeys/typist.ts';
import { atDesk, SECONDS_A_KEY } from './desk.ts';
import { atMost, type Figure } from './figure.ts';

export const measure = (): Promise<Figure[]> =>
	atDesk(async ({ stack, world, page }) => {
		const typist = new Typist(page);
		const started = performance.now();
		await bookAsHeard(page, typist, {
			phone: '0911222333',
			name: 'Trần Thị Hoa',
			person: 'Nguyễn Thị Lụa',
			hamlet: 'so 1',
			landmark: 'Sau đình, cổng xanh'
		});
		const machine = (performance.now() - started) / 1000;
		const [row] = await stack.sql`
			select count(*)::int as n from queue.cases where unit = ${world.unit} and state = 'held' and channel = 'hotline'`;
		if (row!.n !== 1) throw new Error('The operator booked nothing.');
		const keys = typist.pressed + typist.spelled;
		return [
			atMost('hotline booking, keystrokes besides names and addresses', typist.pressed, 'keys', 25),
			atMost('hotline booking, typing, names and addresses too', keys * SECONDS_A_KEY, 's', 90),
			atMost('hotline booking, what the machine takes', machine, 's', null)
		];
	});
