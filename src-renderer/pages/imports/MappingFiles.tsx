import { FileDown, FileUp } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { Mapping } from '../../../shared/contract/imports.ts';
import { useApi } from '../../api/api-context.ts';
import { errorText } from '../../api/error-text.ts';
import { saveBlob } from '../../charts/save-blob.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/States.tsx';

interface MappingFilesProps {
  file: string;
  format: string | undefined;
  mapping: Mapping;
  onUse: (mapping: Mapping) => void;
}

/** Hands the meaning of the columns on as a small file, and takes one that somebody else made. It holds no data. */
export function MappingFiles({ file, format, mapping, onUse }: MappingFilesProps) {
  const api = useApi();
  const [said, setSaid] = useState<{ tone: 'good' | 'attention'; text: string } | null>(null);
  const about = { file, ...(format ? { format } : {}) };
  const fail = (error: unknown) => {
    const { what, safe, todo } = errorText(error);
    setSaid({ tone: 'attention', text: `${what} ${safe} ${todo}` });
  };
  const save = () => {
    setSaid(null);
    api.call('imports.mappingExport', { ...about, mapping }).then(({ fileName, content }) => {
      saveBlob(new Blob([`${JSON.stringify(content, null, 2)}\n`], { type: 'application/json' }), fileName);
    }, fail);
  };
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (!chosen) return;
    setSaid(null);
    chosen
      .text()
      .then((content) => api.call('imports.mappingFit', { ...about, content }))
      .then((fitted) => {
        onUse(fitted);
        setSaid({ tone: 'good', text: 'The columns are named as the file says. Check the first rows below.' });
      }, fail);
  };
  return (
    <div className="stack tight">
      <div className="row">
        <Button icon={<FileDown aria-hidden className="icon" />} onPress={save}>
          Save mapping as file
        </Button>
        <FileTrigger acceptedFileTypes={['.json']} onSelect={take}>
          <Button icon={<FileUp aria-hidden className="icon" />}>Use a mapping file</Button>
        </FileTrigger>
        <span className="small quiet">Holds the column names and what they mean; nothing of your data.</span>
      </div>
      <div aria-live="polite">{said && <Note tone={said.tone}>{said.text}</Note>}</div>
    </div>
  );
}
