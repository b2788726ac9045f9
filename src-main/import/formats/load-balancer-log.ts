import { logFormat } from '../log-format.ts';
import { balancerNotation } from '../log-balancer.ts';

/** Logs of the classic and the application load balancer of AWS. */
export const loadBalancerLog = logFormat(balancerNotation, {
  title: 'AWS load balancer log',
  about: 'What a load balancer of Amazon Web Services noted down before your site: one line for each request.',
});
