/**
 * Stands for `@noble/curves/nist.js` in what browsers get (vite.config.ts, docs/decisions/0012). age knows recipients
 * on P-256 too; `isHybrid` refuses those before age is asked, and the curve alone is a third of the cipher.
 */
function missing(): never {
	throw new Error('P-256 is not a part of the pages.');
}

/** What `@noble/post-quantum` looks at while it is loaded, and nothing that computes. */
const absent = {
	lengths: { secretKey: 32, publicKey: 33, publicKeyUncompressed: 65, seed: 48 },
	Point: { Fn: {} },
	getPublicKey: missing,
	getSharedSecret: missing
};

export { absent as p256, absent as p384 };
