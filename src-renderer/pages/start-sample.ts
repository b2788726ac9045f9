import { useCommand } from '../api/use-command.ts';
import { errorText } from '../api/error-text.ts';
import { say } from '../state/notices.ts';
import { openOverlay } from '../state/overlays.ts';

// About 18 months of a small shop; a few seconds of work.
const SAMPLE = { rows: 60_000, seed: 7 };

/** Makes the sample shop and imports it. */
export function useSample(): { start: () => void; isPending: boolean } {
  const { mutate, isPending } = useCommand('imports.sample');
  const start = () =>
    mutate(SAMPLE, {
      onError: (error) => {
        if (error.code === 'vault-locked') return openOverlay('unlock');
        const { what, safe, todo } = errorText(error);
        say(`${what} ${safe} ${todo}`, 'bad');
      },
    });
  return { start, isPending };
}
