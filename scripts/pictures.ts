/** `npm run pictures`: takes the pictures of the README anew, from the portal as it is. */
import { buildingForTests } from './checks.ts';
import { step } from './step.ts';

const taking = {
	name: 'pictures',
	program: process.execPath,
	words: ['node_modules/@playwright/test/cli.js', 'test', 'tests/journeys/pictures.spec.ts']
};
const taken =
	(await step(buildingForTests)) &&
	(await step(taking, { loud: true, env: { GANDAN_PICTURES: '1' } }));
process.exitCode = taken ? 0 : 1;
