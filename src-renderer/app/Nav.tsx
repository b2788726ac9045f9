import { PanelLeftClose, PanelLeftOpen, ShieldCheck } from 'lucide-react';
import type { Status } from '../../shared/contract/app.ts';
import { jobPace, jobTitle } from '../pages/job-words.ts';
import type { PageEntry } from '../pages/registry.ts';
import { activeJobs, useJobs } from '../state/jobs.ts';
import { toggleNav, useNav } from '../state/nav.ts';
import { Button } from '../ui/Button.tsx';
import { useLocale } from '../ui/locale.ts';
import { ProgressBar } from '../ui/States.tsx';
import { useNarrow } from './use-narrow.ts';
import { WorkspaceSwitcher } from './WorkspaceSwitcher.tsx';

interface NavProps {
  pages: readonly PageEntry[];
  current: string;
  status: Status | undefined;
}

/** The rail: workspace, pages in the order of the work, running jobs, and the promise that opens its proof. */
export function Nav({ pages, current, status }: NavProps) {
  const collapsed = useNav((state) => state.collapsed);
  const narrow = useNarrow();
  return (
    <nav className="rail" aria-label="Pages">
      <div className="rail-head">
        <WorkspaceSwitcher status={status} collapsed={collapsed || narrow} />
        <Button
          look="quiet"
          aria-label={collapsed ? 'Unfold the rail' : 'Fold the rail'}
          icon={
            collapsed ? <PanelLeftOpen aria-hidden className="icon" /> : <PanelLeftClose aria-hidden className="icon" />
          }
          onPress={toggleNav}
        />
      </div>
      <ul className="rail-links plain">
        {pages.map((page, i) => (
          <li key={page.id}>
            {i > 0 && pages[i - 1]?.group !== page.group && <div className="rail-gap" aria-hidden="true" />}
            <a
              className="rail-link"
              href={`#/${page.id}`}
              title={page.title}
              aria-current={page.id === current ? 'page' : undefined}
            >
              <page.icon aria-hidden className="icon" />
              <span className="rail-word">{page.title}</span>
            </a>
          </li>
        ))}
      </ul>
      <div className="rail-foot">
        <Jobs />
        <a className="rail-link" href="#/privacy?tab=proof" title="Nothing leaves this computer">
          <ShieldCheck aria-hidden className="icon" />
          <span className="rail-word small">Nothing leaves this computer</span>
        </a>
      </div>
    </nav>
  );
}

function Jobs() {
  const byId = useJobs((state) => state.byId);
  const locale = useLocale();
  const [job, ...more] = activeJobs(byId);
  if (!job) return null;
  return (
    <a className="rail-link rail-job" href="#/imports" title="Open Imports">
      <span className="stack tight" role="presentation">
        <ProgressBar label={jobTitle(job)} value={job.fraction} />
        <span className="rail-word small quiet">
          {jobPace(job, locale)}
          {more.length > 0 && ` · ${more.length} more`}
        </span>
      </span>
    </a>
  );
}
