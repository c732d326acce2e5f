/** `npm run test:races`: the races, the properties and the faults of a phone on the road in their long form. */
import { longForm } from './long-form.ts';

await longForm(
	'races, properties and faults, long form',
	'tests/races',
	'tests/properties',
	'tests/faults'
);
