package diff

func (c *comparison) metadata()    {}
func (c *comparison) sections()    {}
func (c *comparison) models()      {}
func (c *comparison) matchModels() {}
