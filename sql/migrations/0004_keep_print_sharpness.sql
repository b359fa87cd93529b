-- How finely a print shows the pet: pixels of the photo per printed inch, computed by the renderer that made the file. Under
-- 150 the studio warns before the order; the order's page repeats it. Files from before have none.
ALTER TABLE print_files ADD COLUMN pet_dpi int CONSTRAINT print_files_pet_dpi_check CHECK (pet_dpi > 0);
