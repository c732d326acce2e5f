import { digestOf } from '#lib/sealed/digest.ts';

/**
 * The mark of an officer's keys that is read aloud before a lead signs: of both at once, so that a server cannot keep the one that
 * signs and put in another that opens.
 */
export const markOf = ({ recipient, verify }: { recipient: string; verify: string }): string =>
	digestOf(`gan-dan/officer-mark/v1\n${verify}\n${recipient}`);
