// A button that opens the system's file picker.
import { FileTrigger } from "react-aria-components/FileTrigger";
import { Button, type ButtonProps } from "./button.tsx";

export interface FileButtonProps extends Omit<ButtonProps, "onPress" | "type"> {
  /** Endings or types, for example [".csv", ".gz"]; left out, any file. Phones know few types: prefer to take any. */
  accept?: readonly string[] | undefined;
  /** May several be chosen at once? */
  isMultiple?: boolean | undefined;
  onFiles: (files: File[]) => void;
}

/** Choose files. */
export function FileButton({ accept, isMultiple = false, onFiles, ...button }: FileButtonProps) {
  return (
    <FileTrigger
      allowsMultiple={isMultiple}
      {...(accept === undefined ? {} : { acceptedFileTypes: accept })}
      onSelect={(list) => {
        const files = [...(list ?? [])];
        if (files.length > 0) onFiles(files);
      }}
    >
      <Button {...button} />
    </FileTrigger>
  );
}
