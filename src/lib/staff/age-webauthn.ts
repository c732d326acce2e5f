/** Named, so that no page gets all of age for this part of it. */
import { webauthn } from 'age-encryption';

export const { createCredential, WebAuthnRecipient, WebAuthnIdentity } = webauthn;
