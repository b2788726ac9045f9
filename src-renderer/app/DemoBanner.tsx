import { setDemo, useDemo } from '../state/demo.ts';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/States.tsx';

/** Says, above every page, that names are invented and what is not. */
export function DemoBanner() {
  if (!useDemo((state) => state.on)) return null;
  return (
    <Note
      tone="attention"
      action={
        <Button look="quiet" onPress={() => setDemo(false)}>
          Leave demo mode
        </Button>
      }
    >
      Demo mode: names of people are invented. Figures, pages, products, file names and the words of messages are real.
    </Note>
  );
}
