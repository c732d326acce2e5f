/**
 * Whatever anybody sends, wherever: never a failure, never what was sent, never a database's words; and nothing of it stands in a log.
 * `npm run test:fuzz` is the long form (docs/decisions/0054).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { written } from '../functions/traces.ts';
import { planted } from '../properties/contracts.ts';
import { describeDoors } from './doors.ts';
import { describeFrames } from './frames.ts';
import { describeOnTheWire } from './on-the-wire.ts';
import { describePastTheGate } from './past-the-gate.ts';
import { startFuzz, type FuzzScene } from './scene.ts';
import { describeWeight } from './weight.ts';

let at: FuzzScene;
beforeAll(async () => {
	at = await startFuzz();
}, 120_000);
afterAll(() => at?.stop());
const scene = () => at;

describeDoors(scene);
describePastTheGate(scene);
describeOnTheWire(scene);
describeFrames(scene);
describeWeight(scene);

it('nothing of what was sent stands in a log', () => {
	for (const [place, text] of written(at.stack)) expect(text, place).not.toMatch(planted);
});
