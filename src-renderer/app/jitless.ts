import { config } from 'zod';

// Must run before any schema is built: zod's JIT probes `new Function`, which a policy without 'unsafe-eval' reports
// as a violation (silently: there is no console message).
config({ jitless: true });
